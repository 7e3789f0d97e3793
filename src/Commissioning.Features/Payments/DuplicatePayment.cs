using System.Diagnostics.CodeAnalysis;
using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Money that looks like the same money again goes on only when somebody says why it is not.</summary>
internal static class DuplicatePayment
{
    /// <summary>Whether somebody ticked the box that it is another payment.</summary>
    public static bool NotDuplicate([NotNullWhen(true)] string? whyNotDuplicate) => whyNotDuplicate is not null;

    /// <param name="whyNotDuplicate">Null: not said to be another payment.</param>
    public static Refusal? WhyNot(string found, string? whyNotDuplicate)
    {
        if (!NotDuplicate(whyNotDuplicate))
            return new($"{found}. If this is not the same one again, tick the box and say why.", nameof(NotDuplicate));
        return whyNotDuplicate.Trim() is { Length: > 0 and <= 300 }
            ? null
            : new("Say why it is not the same payment again, in up to 300 characters", nameof(whyNotDuplicate));
    }

    public static void Note(Work work, string? whyNotDuplicate)
    {
        if (!string.IsNullOrWhiteSpace(whyNotDuplicate))
            work.Note($"Not a duplicate: {whyNotDuplicate.Trim()}");
    }
}
