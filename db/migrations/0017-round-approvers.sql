-- Who named this person for the round. Null: named before this was kept. Names that the person who made the recommendation gave do not hold.
alter table RoundApprover add NamedBy uniqueidentifier null constraint FK_RoundApprover_NamedBy references Person (Id)
GO
