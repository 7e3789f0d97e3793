namespace Commissioning.Domain.DueDiligence;

/// <summary>What two organisations share, in order of weight: the first kinds nearly always mean one organisation.</summary>
public enum MatchKind
{
    CharityNumber,
    CompanyNumber,
    BankAccount,
    Address,
    Email,
    Telephone,
    Name,
    CommitteeMember,
}
