namespace Commissioning.Domain.CspBudgets;

/// <summary>Pennies that an officer moves between the shares of a pot.</summary>
public static class UnderspendRules
{
    /// <summary>Pence that may be moved to or from an area: what rounding explains. Default, not OPCC policy.</summary>
    public const long MostMoved = 100;

    /// <summary>Null when the moves add up to nothing, have a reason and leave no area with less than nothing (R80).</summary>
    /// <param name="shares">Each area with its computed share and the pence moved to it; below zero: from it.</param>
    /// <param name="movedFor">Why pennies are moved.</param>
    public static Refusal? WhyMovesAreWrong(Money pot, IReadOnlyList<(string Area, Money Computed, long Moved)> shares, string? movedFor)
    {
        if (shares.Any(share => Math.Abs(share.Moved) > MostMoved))
            return new($"Move at most {MostMoved} pence to or from an area. For more, give a top-up of its own.", nameof(pot));
        var sum = shares.Sum(share => share.Moved);
        if (sum != 0)
            return new(
                $"Your changes add up to {new Money(sum)}. They must add up to £0.00, or the shares would not add up to {pot}.",
                nameof(pot)
            );
        if (shares.Any(share => share.Moved != 0) && string.IsNullOrWhiteSpace(movedFor))
            return new("Say why you are moving pennies by hand", nameof(movedFor));
        return shares.FirstOrDefault(share => share.Computed.Pence + share.Moved < 0) is { Area: { } area }
            ? new($"{area} would get less than £0.00", nameof(pot))
            : null;
    }
}
