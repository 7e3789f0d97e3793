using System.Diagnostics.CodeAnalysis;
using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A possible duplicate payment goes ahead only with a reason why it is not one.</summary>
internal static class DuplicatePayment
{
    /// <summary>Whether somebody ticked the box that it is another payment.</summary>
    public static bool NotDuplicate([NotNullWhen(true)] string? whyNotDuplicate) => whyNotDuplicate is not null;

    /// <param name="whyNotDuplicate">The reason; null: the person has not said that it is another payment.</param>
    public static Refusal? WhyNot(string found, string? whyNotDuplicate)
    {
        if (!NotDuplicate(whyNotDuplicate))
            return new($"{found}. If this is a different payment, tick the box and say why.", nameof(NotDuplicate));
        return whyNotDuplicate.Trim() is { Length: > 0 and <= 300 }
            ? null
            : new("Say why it is a different payment, in up to 300 characters", nameof(whyNotDuplicate));
    }

    public static void Note(Work work, string? whyNotDuplicate)
    {
        if (!string.IsNullOrWhiteSpace(whyNotDuplicate))
            work.Note($"Not a duplicate: {whyNotDuplicate.Trim()}");
    }
}
