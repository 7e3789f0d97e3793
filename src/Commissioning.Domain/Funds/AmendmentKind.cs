namespace Commissioning.Domain.Funds;

/// <summary>What is changed in a published round, or for one applicant of it.</summary>
public enum AmendmentKind
{
    LaterDates,
    Assessor,
    Pot,
    Priorities,
    Withdrawal,
    LateApplication,
    MoreTime,
}
