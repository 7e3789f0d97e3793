using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class AnswerOrderTests
{
    [Theory]
    [InlineData("12 to 17|65 and over|All ages|Under 12|26 to 64", "Under 12|12 to 17|26 to 64|65 and over|All ages")]
    [InlineData("Not known|11 to 17|Under 11|100 and over|18 to 24", "Under 11|11 to 17|18 to 24|100 and over|Not known")]
    [InlineData("12 to 17|Under 12|6 to 11|Under 6", "Under 6|6 to 11|Under 12|12 to 17")]
    [InlineData("Not known|Male|Female", "Female|Male|Not known")]
    [InlineData("Under a roof|Everyone|Another", "Another|Under a roof|Everyone")]
    public void Ages_stand_as_they_grow_and_what_is_not_known_last(string answers, string order) =>
        Assert.Equal(order, string.Join('|', answers.Split('|').InAnswerOrder(answer => answer)));
}
