namespace Commissioning.Domain.Moderation;

/// <param name="Mean">Null without scores.</param>
/// <param name="Spread">Standard deviation of the assessor's scores (n - 1); null below two scores.</param>
/// <param name="Consistency">Correlation of the assessor's scores with the mean of the others' for the same applications; null where either
/// does not vary.</param>
/// <param name="Strictness">How far below (-) or above (+) the panel the assessor scores, from an additive fit; null where scores do not
/// connect the panel.</param>
public sealed record AssessorHealth(int Assessor, int Scores, double? Mean, double? Spread, double? Consistency, double? Strictness);
