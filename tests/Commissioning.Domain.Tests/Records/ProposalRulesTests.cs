using Commissioning.Domain.Records;

namespace Commissioning.Domain.Tests.Records;

public sealed class ProposalRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Theory]
    [InlineData(ProposalState.Proposed, true, 12, 12, null)]
    [InlineData(ProposalState.Proposed, false, 12, 12, "Set Retention__ExportFolder first")]
    [InlineData(ProposalState.Proposed, true, 0, 0, "nothing to erase")]
    [InlineData(ProposalState.Proposed, true, 13, 12, "13 records would be erased now")]
    [InlineData(ProposalState.Proposed, true, 12, null, "Read it again")]
    [InlineData(ProposalState.Approved, true, 12, 12, "approved this already")]
    [InlineData(ProposalState.PutOff, true, 12, 12, "put this off already")]
    [InlineData(ProposalState.Finished, true, 12, 12, "erased already")]
    public void A_proposal_is_approved_once_for_as_many_records_as_the_person_saw(
        ProposalState state,
        bool hasFolder,
        int toErase,
        int? seen,
        string? refusal
    )
    {
        var why = ProposalRules.WhyCannotApprove(state, hasFolder, toErase, seen);
        Assert.Equal(refusal is null, why is null);
        Assert.Contains(refusal ?? "", why?.Sentence ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "A reason", "until")]
    [InlineData(1, "A reason")]
    [InlineData(365, "A reason")]
    [InlineData(366, "A reason", "until")]
    [InlineData(30, " ", "reason")]
    [InlineData(null, "", "until", "reason")]
    public void A_proposal_is_put_off_for_at_most_a_year_with_a_reason(int? days, string reason, params string[] fields) =>
        Assert.Equal(
            fields,
            ProposalRules
                .WhyCannotPutOff(ProposalState.Proposed, days is { } number ? Today.AddDays(number) : null, reason, Today)
                .Select(refusal => refusal.Field)
        );

    [Fact]
    public void A_proposal_that_was_decided_is_not_put_off() =>
        Assert.Null(Assert.Single(ProposalRules.WhyCannotPutOff(ProposalState.Approved, null, null, Today)).Field);
}
