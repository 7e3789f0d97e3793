namespace Commissioning.Domain.Moderation;

/// <summary>Intraclass correlations by Shrout and Fleiss's three models. Null: cannot be calculated.</summary>
/// <param name="Model1">ICC(1): each application is scored by different assessors.</param>
/// <param name="Model2">ICC(2): the same assessors score every application and are a sample of many; how far another such panel would
/// agree.</param>
/// <param name="Model3">ICC(3): the same assessors, and no others; ignores strictness.</param>
public sealed record Correlations(double? Model1, double? Model2, double? Model3);
