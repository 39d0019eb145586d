export { encodeSyncMessage } from '@meemaak/protocol';
