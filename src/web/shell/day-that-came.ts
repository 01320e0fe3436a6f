// A cycle opened on the last day of the one before counts from the day after (docs/adr/0007), so its first and last day may still
// lie ahead. Whoever reads it means the day on which it happened.
import { type Day, earlierOf } from '#domain/basics/day.ts';

export const dayThatCame = (day: string, today: string): Day => earlierOf(day as Day, today as Day);
