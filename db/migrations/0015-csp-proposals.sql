-- A project is proposed by its area and approved by the office before money is spent on it.
alter table CspProject add Amount bigint not null constraint DF_CspProject_Amount default 0
GO
alter table CspProject add Status nvarchar(20) not null constraint DF_CspProject_Status default 'Approved' constraint CK_CspProject_Status check (Status in ('Proposed', 'Approved', 'Refused', 'Finished'))
GO
alter table CspProject add Proposal nvarchar(2000) not null constraint DF_CspProject_Proposal default ''
GO
alter table CspProject add ProposedBy uniqueidentifier null
GO
alter table CspProject add DecidedBy uniqueidentifier null
GO
alter table CspProject add DecidedAt datetime2(3) null
GO
alter table CspProject add DecidedNote nvarchar(500) null
GO
alter table CspProject add Version int not null constraint DF_CspProject_Version default 1
GO
create index IX_CspProject_Status on CspProject (Status, CreatedAt)
GO
-- Running sums of the entries that name the project, kept by the posting. A test compares them with the entries.
alter table CspProject add Spent bigint not null constraint DF_CspProject_Spent default 0
GO
alter table CspProject add Committed bigint not null constraint DF_CspProject_Committed default 0
