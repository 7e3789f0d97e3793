using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A possible duplicate payment goes ahead only with a reason why it is not one.</summary>
internal static class DuplicatePayment
{
    /// <param name="notDuplicate">The reason; null: the person has not said that it is another payment.</param>
    public static Refusal? WhyNot(string found, string? notDuplicate)
    {
        if (notDuplicate is null)
            return new($"{found}. If this is a different payment, tick the box and say why.", "NotDuplicate");
        return notDuplicate.Trim() is { Length: > 0 and <= 300 }
            ? null
            : new("Say why it is a different payment, in up to 300 characters", "WhyNotDuplicate");
    }

    public static void Note(Work work, string? notDuplicate)
    {
        if (!string.IsNullOrWhiteSpace(notDuplicate))
            work.Note($"Not a duplicate: {notDuplicate.Trim()}");
    }
}
