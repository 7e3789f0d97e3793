using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class ReceivedEmailRulesTests
{
    [Theory]
    [InlineData(true, true, true, true, ReceivedEmailKind.Bounce)]
    [InlineData(true, true, false, false, ReceivedEmailKind.Unplaced)]
    [InlineData(false, true, true, true, ReceivedEmailKind.Delay)]
    [InlineData(null, true, true, true, ReceivedEmailKind.AutoReply)]
    [InlineData(null, true, false, false, ReceivedEmailKind.AutoReply)]
    [InlineData(null, false, true, true, ReceivedEmailKind.Reply)]
    [InlineData(null, false, true, false, ReceivedEmailKind.Unplaced)]
    [InlineData(null, false, false, false, ReceivedEmailKind.Unplaced)]
    public void Email_is_what_it_proves_to_be_and_otherwise_waits_for_an_officer(
        bool? isFinal,
        bool isAutomatic,
        bool isOurs,
        bool hasRecord,
        ReceivedEmailKind kind
    ) => Assert.Equal(kind, ReceivedEmailRules.KindOf(isFinal, isAutomatic, isOurs, hasRecord));

    [Fact]
    public void Officer_reads_answers_and_what_nobody_knows_where_it_belongs_and_nothing_else() =>
        Assert.Equal(
            [ReceivedEmailKind.Reply, ReceivedEmailKind.Unplaced],
            Enum.GetValues<ReceivedEmailKind>().Where(ReceivedEmailRules.MustRead)
        );
}
