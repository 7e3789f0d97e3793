namespace Commissioning.Domain.Reporting;

/// <summary>Whose budget is watched.</summary>
public enum MoneySubject
{
    /// <summary>The pots of a fund's rounds.</summary>
    Fund,

    /// <summary>The allocation of a Community Safety Partnership.</summary>
    Area,
}
