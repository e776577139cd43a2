-- a copy for tests must neither read from nor write to what the original is connected with
UPDATE odf_connection
   SET active = false;
-- nor go on with what the original is about to do
UPDATE odf_run
   SET state = 'cancelled',
       ended = now() at time zone 'utc'
 WHERE state IN ('queued', 'running', 'waiting');
