-- A citizen who waits can be put ahead in line, and back to the date, with a reason: the class is written beside the state by the same step.

grant update (priority) on enrolments.enrolment to grobund_app;
comment on column enrolments.enrolment.priority is 'Class in line: 1 was put ahead, 2 is the ordinary line [internal]';
