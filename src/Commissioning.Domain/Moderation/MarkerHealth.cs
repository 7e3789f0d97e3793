namespace Commissioning.Domain.Moderation;

/// <param name="Mean">Null of no marks.</param>
/// <param name="Spread">Standard deviation of the marker's marks (n - 1); null below two marks.</param>
/// <param name="Consistency">Correlation of the marker's marks with the mean of the others' for the same bids; null where either does not vary.</param>
/// <param name="Strictness">How far below (-) or above (+) the panel the marker marks, from an additive fit; null where marks do not tie the panel together.</param>
public sealed record MarkerHealth(int Marker, int Marks, double? Mean, double? Spread, double? Consistency, double? Strictness);
