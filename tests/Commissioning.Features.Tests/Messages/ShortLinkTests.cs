using Commissioning.Features.Messages;

namespace Commissioning.Features.Tests.Messages;

public sealed class ShortLinkTests
{
    [Fact]
    public void Leads_on_to_the_path_that_it_was_made_of()
    {
        var path = $"/applications/{Guid.CreateVersion7()}/letters/{Guid.CreateVersion7()}";
        Assert.Equal(path, ShortLink.PathOf(ShortLink.Of(path)["/m/".Length..]));
    }

    [Theory]
    [InlineData("\t/evil.example")]
    [InlineData("\r\nX: y")]
    [InlineData("/evil.example")]
    [InlineData("\\evil.example")]
    [InlineData("")]
    public void Is_no_path_where_it_could_lead_elsewhere(string rest) => Assert.Null(ShortLink.PathOf(rest));
}
