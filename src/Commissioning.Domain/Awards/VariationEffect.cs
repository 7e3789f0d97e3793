namespace Commissioning.Domain.Awards;

/// <summary>What a variation does when it is approved.</summary>
/// <param name="PotBefore">What the round's pot has left; below zero when the round awarded more than it has.</param>
/// <param name="Sentences">Everything that follows, in pounds and in order.</param>
/// <param name="Warnings">What to look at first.</param>
public sealed record VariationEffect(
    Money GrantBefore,
    Money GrantAfter,
    Money PotBefore,
    Money PotAfter,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<string> Warnings
);
