-- Whoever deletes a question, a criterion or a line of a budget has its references looked for: without these, in every row of each table.
create index IX_EligibilityAnswer_EligibilityQuestionId on EligibilityAnswer (EligibilityQuestionId)
GO
create index IX_Answer_QuestionId on Answer (QuestionId)
GO
create index IX_ApplicationDocument_DocumentKindId on ApplicationDocument (DocumentKindId)
GO
create index IX_Score_CriterionId on Score (CriterionId)
GO
create index IX_AgreedScore_CriterionId on AgreedScore (CriterionId)
GO
create index IX_Payment_InstalmentId on Payment (InstalmentId)
GO
create index IX_Payment_ClaimId on Payment (ClaimId)
GO
create index IX_MonitoringSpend_BudgetLineId on MonitoringSpend (BudgetLineId)
GO
create index IX_MonitoringOutcome_OutcomeMeasureId on MonitoringOutcome (OutcomeMeasureId)
GO
create index IX_ChangeRequestAnswer_QuestionId on ChangeRequestAnswer (QuestionId)
GO
create index IX_PassFailScore_PassFailId on PassFailAnswer (PassFailCriterionId)
GO
create index IX_AgreedPassFail_PassFailId on AgreedPassFail (PassFailCriterionId)
GO
create index IX_PracticeScore_CriterionId on PracticeScore (CriterionId)
GO
create index IX_PartAwardLine_BudgetLineId on PartAwardLine (BudgetLineId)
GO
create index IX_AwardRequirement_DocumentKindId on AwardCondition (DocumentKindId)
GO
create index IX_ClaimReceipt_BudgetLineId on ClaimReceipt (BudgetLineId)
GO
create index IX_MonitoringEvidence_BudgetLineId on MonitoringEvidence (BudgetLineId)
GO
create index IX_SanctionKey_NameId on SanctionKey (NameId)
GO
