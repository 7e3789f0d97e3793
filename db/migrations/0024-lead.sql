-- The member who sends an organisation's applications; where none is named, every member may.
alter table OrganisationMember add IsLead bit not null constraint DF_OrganisationMember_IsLead default 0
