namespace Commissioning.Domain.DueDiligence;

/// <summary>How a person's month and year of birth compare with the list's.</summary>
public enum BirthMatch
{
    /// <summary>The list gives no date of birth, or no one has asked the person.</summary>
    NotGiven,
    SameMonth,

    /// <summary>The list gives no month.</summary>
    SameYear,
    OtherMonth,
    OtherYear,
}
