namespace Commissioning.Domain.Records;

/// <summary>Records that are kept and erased together. Names are stored, so never rename one.</summary>
public enum RecordType
{
    UnsentDraft,
    UnsuccessfulApplication,
    Award,
    VisitNotes,
    BankDetails,
    EqualityAnswers,
    Concern,
    FraudCase,
    DecisionPaper,
    OrganisationDetails,
    Account,
    Email,
    SavedForm,
    RegisterExtract,
    RegisterSighting,
    PersonAnswer,
}
