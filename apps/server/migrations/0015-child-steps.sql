-- Whether a step is open that a child's case must have, as the last entries say (`fold` of casework). Nothing said it before: a child's case that
-- was taken on counts as having one open, until its next entry says otherwise.
alter table case_care add column steps_done boolean not null default false;
