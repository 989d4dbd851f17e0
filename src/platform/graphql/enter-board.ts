/** As the name of the statement and its text: with the session or the key, the board, the need and the action. */
export const ENTER_BOARD = [
  'enter_board',
  `select network_id, within, allowed,
     set_config('app.session_id', $1::text, true), set_config('app.board_id', $2::text, true),
     set_config('app.network_id', network_id::text, true), set_config('app.action', $4, true)
   from access.board_standing($1::uuid, $2::uuid, $3)`,
] as const;

/** The session stays unset: behind a key nothing finds an account. */
export const ENTER_BOARD_BY_KEY = [
  'enter_board_by_key',
  `select network_id, within, allowed,
     set_config('app.key_digest', encode($1::bytea, 'hex'), true), set_config('app.board_id', $2::text, true),
     set_config('app.network_id', network_id::text, true), set_config('app.action', $4, true)
   from access.board_key_standing($1::bytea, $2::uuid, $3)`,
] as const;
