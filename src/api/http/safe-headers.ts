// What every answer tells a browser, whatever the answer is: nothing of another site runs here, no other site shows or reads this,
// and nothing is kept unless a file says it may be (OWASP ASVS 5.0, 3.4; 14.3.2).
import type { IncomingMessage } from 'node:http';

const features = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];

export const safeHeaders = {
  // Styles set by React are properties of elements, not attributes in markup: nothing inline is needed.
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': [
    ...features.map((feature) => `${feature}=()`),
    'publickey-credentials-get=(self)',
    'publickey-credentials-create=(self)',
  ].join(', '),
  'cache-control': 'no-store',
} as const;

/** Whether the browser came by https: the proxy before this server says so. Whoever says it falsely misleads only themselves. */
const cameByHttps = ({ headers }: IncomingMessage): boolean => headers['x-forwarded-proto'] === 'https';

export const headersFor = (message: IncomingMessage): Readonly<Record<string, string>> => ({
  ...safeHeaders,
  ...(cameByHttps(message) && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
});
