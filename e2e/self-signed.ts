/** A certificate that nobody trusts, made on the spot: the tests need https under a made-up host
 *  name and must not depend on openssl being there. X.509 v3 (RFC 5280), written as DER by hand. */
import { generateKeyPairSync, sign } from 'node:crypto';

const ECDSA_SHA256_OID = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME_OID = [0x55, 0x04, 0x03];
const SUBJECT_ALT_NAME_OID = [0x55, 0x1d, 0x11];

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const { length } = body;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), body]);
  if (length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, length]), body]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), body]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const set = (...parts: readonly Uint8Array[]) => der(0x31, ...parts);
const oid = (bytes: readonly number[]) => der(0x06, Buffer.from(bytes));
const utcTime = (at: Date) =>
  der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

/** Valid from yesterday for a month, for one host name. */
export function selfSigned(hostName: string): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const dayMs = 86_400_000;
  const algorithm = sequence(oid(ECDSA_SHA256_OID));
  const subject = sequence(set(sequence(oid(COMMON_NAME_OID), der(0x0c, Buffer.from(hostName)))));
  const altNames = sequence(der(0x82, Buffer.from(hostName)));
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    subject,
    sequence(utcTime(new Date(Date.now() - dayMs)), utcTime(new Date(Date.now() + 30 * dayMs))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid(SUBJECT_ALT_NAME_OID), der(0x04, altNames)))),
  );
  const signature = sign('sha256', signed, privateKey);
  const certificate = sequence(signed, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
