namespace Commissioning.Domain.Payments;

/// <summary>Which receipts of a claim need a copy: those of the sampled budget lines, as in the returns, and every large one.</summary>
/// <param name="Lines">The sampled lines, which are the same for the claims and the returns of an award.</param>
/// <param name="From">Receipts of this amount or more always need a copy, in pence.</param>
public sealed record ClaimProof(IReadOnlySet<Guid> Lines, Money From)
{
    public bool Asks(Guid line, Money amount) => Lines.Contains(line) || amount >= From;
}
