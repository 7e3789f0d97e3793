namespace Commissioning.Domain.Decisions;

/// <summary>Usual reasons not to fund an application, to choose from. A decision maker may write another. Default, not OPCC policy.</summary>
public static class DeclineReasons
{
    public static readonly IReadOnlyList<string> All =
    [
        "It scored below the threshold",
        "The fund was spent on applications with higher scores",
        "It is outside the fund's priorities",
        "Our due diligence checks were not satisfied",
        "It is already funded elsewhere",
    ];
}
