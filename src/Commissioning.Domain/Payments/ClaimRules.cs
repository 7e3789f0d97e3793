namespace Commissioning.Domain.Payments;

public static class ClaimRules
{
    public const int MostReceipts = 40;

    public static Refusal? WhyCannotClaim(bool accepted, DateTime? endedAt, bool inArrears)
    {
        if (!accepted)
            return new("Accept the grant first. Then you can claim what you spend.");
        if (endedAt is { } at)
            return new($"This grant ended on {LondonTime.Date(at)}, so nothing more can be claimed");
        return inArrears ? null : new("This grant is not paid against receipts, so there is nothing to claim");
    }

    /// <summary>Everything to correct before a claim is sent or accepted.</summary>
    /// <param name="left">What is still payable against receipts, after earlier claims, in pence.</param>
    public static IReadOnlyList<Refusal> WhyWrong(
        Money total,
        IReadOnlyList<Receipt> receipts,
        IReadOnlyList<ClaimLine> lines,
        Money left,
        DateOnly startsOn,
        DateOnly endsOn,
        DateOnly today,
        ClaimProof proof
    )
    {
        if (receipts.Count == 0)
            return [new("Enter at least one receipt", Refusal.At(nameof(receipts), 0, nameof(Receipt.Supplier)))];
        if (receipts.Count > MostReceipts)
            return [new($"Send up to {MostReceipts} receipts in one claim, and the others in the next", nameof(total))];
        List<Refusal> wrong = [];
        for (var i = 0; i < receipts.Count; i++)
        {
            var (receipt, name) = (receipts[i], $"receipt {i + 1}");
            string Box(string member) => Refusal.At(nameof(receipts), i, member);
            if (receipt.Supplier.Trim() is not { Length: > 0 and <= 200 })
                wrong.Add(new($"Enter who was paid on {name}, in up to 200 characters", Box(nameof(receipt.Supplier))));
            if (receipt.Amount <= Money.Zero)
                wrong.Add(new($"Enter an amount of more than £0.00 for {name}", Box(nameof(receipt.Amount))));
            if (receipt.SpentOn < startsOn)
                wrong.Add(
                    new(
                        $"The date of {name} is before the project starts on {LondonTime.Date(startsOn)}. The grant does not pay for anything earlier.",
                        Box(nameof(receipt.SpentOn))
                    )
                );
            if (receipt.SpentOn > endsOn)
                wrong.Add(
                    new(
                        $"The project ended on {LondonTime.Date(endsOn)}, and {name} is of a later day. The grant does not pay for it.",
                        Box(nameof(receipt.SpentOn))
                    )
                );
            else if (receipt.SpentOn > today)
                wrong.Add(new($"The date of {name} is in the future", Box(nameof(receipt.SpentOn))));
            if (lines.All(line => line.Id != receipt.Line))
                wrong.Add(new($"Choose the budget line that {name} is for", Box(nameof(receipt.Line))));
            if (IsUnproved(receipt, proof))
                wrong.Add(
                    new(
                        receipt.Amount >= proof.From
                            ? $"Add a copy of {name}. We need one of every receipt of {proof.From.ToShortString()} or more."
                            : $"Add a copy of {name}. We need one of every receipt for {lines.FirstOrDefault(line => line.Id == receipt.Line)?.Item}.",
                        Box(nameof(receipt.Proof))
                    )
                );
        }
        foreach (var line in lines)
        {
            var sum = receipts.Where(receipt => receipt.Line == line.Id).Sum(receipt => receipt.Amount);
            if (sum > line.Left)
                wrong.Add(
                    new(
                        $"The receipts for {line.Item} add up to {sum}, and only {line.Left} of its {line.Budget} is left",
                        Refusal.At(
                            nameof(receipts),
                            receipts.Select(receipt => receipt.Line).ToList().IndexOf(line.Id),
                            nameof(Receipt.Amount)
                        )
                    )
                );
        }
        var all = receipts.Sum(receipt => receipt.Amount);
        if (all != total)
            wrong.Add(
                new(
                    $"The receipts add up to {all}, which is {(all < total ? $"{total - all} less" : $"{all - total} more")} than the {total} that you are claiming",
                    nameof(total)
                )
            );
        if (all > left)
            wrong.Add(new($"Only {left} of the grant is left to claim", nameof(total)));
        return wrong;
    }

    /// <summary>A copy of the receipt is asked for, and there is none.</summary>
    public static bool IsUnproved(Receipt receipt, ClaimProof proof) => !receipt.Proof && proof.Asks(receipt.Line, receipt.Amount);

    /// <summary>Null when every receipt has the copy that is asked for.</summary>
    public static Refusal? WhyUnproved(IReadOnlyList<Receipt> receipts, ClaimProof proof) =>
        receipts.FirstOrDefault(receipt => IsUnproved(receipt, proof)) is { } one
            ? new($"The receipt of {one.Supplier} for {one.Amount} needs a copy and has none. Send the claim back for it.")
            : null;

    public static Refusal? WhyCannotDecide(ClaimState state, bool accept, string? note)
    {
        if (state != ClaimState.Sent)
            return new("This claim has already been dealt with");
        if (note?.Length > 1000)
            return new("Shorten the note to 1,000 characters", nameof(note));
        return !accept && string.IsNullOrWhiteSpace(note) ? new("Say what the organisation must put right", nameof(note)) : null;
    }
}
