namespace Commissioning.Domain.Moderation;

/// <summary>Intraclass correlations by Shrout and Fleiss's three models. Null: cannot be calculated.</summary>
/// <param name="Model1">Each application by assessors of its own, ICC(1).</param>
/// <param name="Model2">The same assessors for every application, taken as some of many, ICC(2): how far another such panel would agree.</param>
/// <param name="Model3">The same assessors, these and no others, ICC(3): strictness aside.</param>
public sealed record Correlations(double? Model1, double? Model2, double? Model3);
