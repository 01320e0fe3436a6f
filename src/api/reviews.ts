// Reviews over HTTP.
import { signReview } from '#actions/review/sign-review.ts';
import { readReviews, saveReview, startReview } from '#actions/review/write-review.ts';
import { route } from './http/route.ts';

const etag = ({ version }: { version: string }) => version;

export const reviewRoutes = [
  route('GET', '/api/clients/{clientId}/reviews', readReviews),
  route('POST', '/api/enrolments/{enrolmentId}/reviews', startReview, { status: 201, etag }),
  route('PUT', '/api/reviews/{reviewId}', saveReview, { etag }),
  route('POST', '/api/reviews/{reviewId}/sign', signReview),
];
