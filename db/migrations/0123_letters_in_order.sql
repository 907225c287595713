-- Letters of one moment, such as an offer and a receipt of the same transaction, stood in no fixed order: each now has a number, in the order
-- they are written. Those that are there get theirs by moment, and by identity within one.
alter table notices.letter add column number bigint;
update notices.letter l set number = o.number
from (select id, row_number() over (order by sent_at, id) as number from notices.letter) o where o.id = l.id;
alter table notices.letter alter column number set not null;
alter table notices.letter alter column number add generated always as identity;
select setval(pg_get_serial_sequence('notices.letter', 'number'), coalesce((select max(number) from notices.letter), 0) + 1, false);
comment on column notices.letter.number is 'Order in which it was written [internal]';
