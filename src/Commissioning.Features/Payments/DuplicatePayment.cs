using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Money that looks like the same money again goes on only when somebody says why it is not.</summary>
internal static class DuplicatePayment
{
    /// <param name="notDuplicate">Null: not said to be another payment.</param>
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
