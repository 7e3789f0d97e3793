namespace Commissioning.Domain.DueDiligence;

/// <summary>What two organisations share. In order of weight: the first of them nearly always mean one body.</summary>
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
