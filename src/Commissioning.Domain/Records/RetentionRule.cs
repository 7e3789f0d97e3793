namespace Commissioning.Domain.Records;

/// <param name="Months">Months the record is kept: default, not OPCC policy.</param>
/// <param name="From">The event from which they count; completes a sentence after "after".</param>
/// <param name="Goes">What is erased.</param>
/// <param name="Stays">What is kept permanently, and why; empty: nothing.</param>
public sealed record RetentionRule(RecordType Type, string Name, int Months, string From, string Goes, string Stays);
