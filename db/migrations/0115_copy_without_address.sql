-- A copy of a letter goes to somebody else. Where the citizen's address is protected, the copy is written without it.

alter table notices.letter_copy add column pdf bytea;
comment on column notices.letter_copy.pdf is 'The letter without the address, where that is protected; empty where the letter itself is copied [personal]';
grant update (pdf) on notices.letter_copy to grobund_app;
