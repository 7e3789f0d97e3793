namespace Commissioning.Domain.Decisions;

public static class DecisionChoices
{
    public static DecisionChoice Of(bool funded, DateOnly? deferredUntil) =>
        deferredUntil is not null ? DecisionChoice.Defer
        : funded ? DecisionChoice.Fund
        : DecisionChoice.Decline;

    /// <summary>As a notice says it: "Funded", "Not funded", "Deferred until 4 May 2026".</summary>
    public static string InWords(bool funded, DateOnly? deferredUntil) =>
        deferredUntil is { } until ? $"Deferred until {LondonTime.Date(until)}"
        : funded ? "Funded"
        : "Not funded";
}
