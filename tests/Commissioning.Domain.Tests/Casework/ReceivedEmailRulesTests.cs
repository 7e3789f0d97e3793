using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class ReceivedEmailRulesTests
{
    [Theory]
    [InlineData(true, true, false, true, true, ReceivedEmailKind.Bounce)]
    [InlineData(true, true, false, false, false, ReceivedEmailKind.Unplaced)]
    [InlineData(false, true, false, true, true, ReceivedEmailKind.Delay)]
    [InlineData(null, true, false, true, true, ReceivedEmailKind.AutoReply)]
    [InlineData(null, true, false, false, false, ReceivedEmailKind.AutoReply)]
    [InlineData(null, true, true, true, true, ReceivedEmailKind.Unplaced)] // A bounce in a form that nobody knows.
    [InlineData(null, false, true, true, true, ReceivedEmailKind.Unplaced)]
    [InlineData(null, false, false, true, true, ReceivedEmailKind.Reply)]
    [InlineData(null, false, false, true, false, ReceivedEmailKind.Unplaced)]
    [InlineData(null, false, false, false, false, ReceivedEmailKind.Unplaced)]
    public void Email_is_what_it_proves_to_be_and_otherwise_waits_for_an_officer(
        bool? isFinal,
        bool isAutomatic,
        bool mayBeBounce,
        bool isOurs,
        bool hasRecord,
        ReceivedEmailKind kind
    ) => Assert.Equal(kind, ReceivedEmailRules.KindOf(isFinal, isAutomatic, mayBeBounce, isOurs, hasRecord));

    [Fact]
    public void Officer_moves_what_somebody_put_with_a_wrong_application_and_no_answer_of_an_assessor()
    {
        Assert.Null(ReceivedEmailRules.WhyNotPlaced(ReceivedEmailKind.Unplaced, false, "CSF-26-R1-012", exists: true, isThere: false));
        Assert.NotNull(ReceivedEmailRules.WhyNotPlaced(ReceivedEmailKind.Unplaced, false, "CSF-26-R1-012", exists: true, isThere: true));
        Assert.NotNull(ReceivedEmailRules.WhyNotPlaced(ReceivedEmailKind.Unplaced, true, "CSF-26-R1-012", exists: true, isThere: false));
        Assert.NotNull(ReceivedEmailRules.WhyNotPlaced(ReceivedEmailKind.Reply, false, "CSF-26-R1-012", exists: true, isThere: false));
        Assert.NotNull(ReceivedEmailRules.WhyNotPlaced(ReceivedEmailKind.Unplaced, false, " ", exists: false, isThere: false));
    }

    [Fact]
    public void Officer_reads_answers_and_what_nobody_knows_where_it_belongs_and_nothing_else() =>
        Assert.Equal(
            [ReceivedEmailKind.Reply, ReceivedEmailKind.Unplaced],
            Enum.GetValues<ReceivedEmailKind>().Where(ReceivedEmailRules.MustRead)
        );
}
