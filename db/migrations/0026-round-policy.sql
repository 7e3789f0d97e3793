-- How a round's applications become a list: pot parts, limits, ladder, bands; one JSON, published and frozen with the round.
alter table Round add Policy $text$ not null constraint DF_Round_Policy default '{}'
GO
alter table Round add DrawSeed nvarchar(200) null
GO
-- Live, work, provide or intend to provide a service in the zones.
alter table Application add ZoneLinks nvarchar(500) null
