namespace Commissioning.Domain.Decisions;

/// <param name="Recommended">The panel recommends to fund it.</param>
/// <param name="Amount">The grant if it is funded.</param>
/// <param name="DeferredUntil">The day until which it is put off; null: it is funded or declined.</param>
/// <param name="RecommendedAmount">What it would get by the recommendation; null: the same amount.</param>
public sealed record DecisionOnApplication(
    Guid ApplicationId,
    string Reference,
    bool Recommended,
    bool Fund,
    Money Amount,
    string? Reason,
    string? Condition = null,
    DateOnly? DeferredUntil = null,
    Money? RecommendedAmount = null
)
{
    public DecisionChoice Choice => DecisionChoices.Of(Fund, DeferredUntil);

    /// <summary>A deferral departs too, because the panel recommended to fund or not to fund.</summary>
    public bool Departs => DeferredUntil is not null || Recommended != Fund || (Fund && (RecommendedAmount ?? Amount) != Amount);
    public Money Decided => Fund ? Amount : Money.Zero;
}
