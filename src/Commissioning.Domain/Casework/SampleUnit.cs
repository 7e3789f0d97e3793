namespace Commissioning.Domain.Casework;

/// <summary>One payment or posting that may be drawn.</summary>
/// <param name="Fund">Name of its fund, or what stands for it.</param>
/// <param name="Amount">In pence, above zero.</param>
public sealed record SampleUnit(Guid Id, string Fund, Money Amount);
