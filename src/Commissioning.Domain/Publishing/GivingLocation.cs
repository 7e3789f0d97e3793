namespace Commissioning.Domain.Publishing;

/// <param name="Code">Of the Office for National Statistics. Null: not known.</param>
/// <param name="CodeType">In 360Giving's list of codes, such as NMD for a district. Null: no code.</param>
/// <param name="Within">A zone or a town inside it. Null: none, or not public.</param>
public sealed record GivingLocation(string Name, string? Code, string? CodeType, string? Within = null);
