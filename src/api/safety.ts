// Safety episodes over HTTP.
import { listSafetyEpisodes, readSafetyEpisodes, takeStepInEpisode } from '#actions/safety/episodes.ts';
import { route } from './http/route.ts';

export const safetyRoutes = [
  route('GET', '/api/safety', listSafetyEpisodes),
  route('GET', '/api/clients/{clientId}/safety', readSafetyEpisodes),
  route('POST', '/api/safety/{episodeId}/steps', takeStepInEpisode, { status: 201 }),
];
