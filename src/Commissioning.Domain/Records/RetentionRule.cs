namespace Commissioning.Domain.Records;

/// <param name="Months">For how many months: default, not OPCC policy.</param>
/// <param name="From">From when they count, to go on with "after".</param>
/// <param name="Goes">What is erased.</param>
/// <param name="Stays">What is kept for good, and why; empty: nothing.</param>
public sealed record RetentionRule(RecordType Type, string Name, int Months, string From, string Goes, string Stays);
