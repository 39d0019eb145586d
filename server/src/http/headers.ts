/** What every answer says to the browser: only our own origin, no frames, no guessing. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** tldraw sets style attributes and one style element, hence `unsafe-inline` for styles; scripts are
 *  files of ours and nothing else. `blob:` and `data:` pictures are made in the page itself. */
export const setSecurityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    frameSrc: ["'none'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  // The proxy that speaks TLS knows whether this may be promised.
  strictTransportSecurity: false,
});

/** A picture opened by itself may do nothing at all, whatever is in it [T28]. Goes around
 *  `setSecurityHeaders`, which writes its own policy over what a route has set. */
export const sandboxPicture: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.set('content-security-policy', "sandbox; default-src 'none'");
};
