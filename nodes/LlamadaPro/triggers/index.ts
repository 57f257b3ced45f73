import { contactEvents } from './contactEvents';
import { taskEvents } from './taskEvents';

/** Every event that the polling trigger watches. */
export const events = [...contactEvents, ...taskEvents];
