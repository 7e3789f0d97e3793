using Commissioning.Platform.Documents;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests;

/// <summary>A portal with the logo and colours of another office.</summary>
public sealed class HostWithALook : PortalHost
{
    public const string Svg =
        """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 7"><rect width="9" height="7" fill="#5b0f2e"/></svg>""";

    protected override string[] Settings
    {
        get
        {
            var logo = Path.Combine(Folder, "logo.svg");
            File.WriteAllText(logo, Svg);
            return ["--Pdf:Chromium=/none", $"--Portal:Logo={logo}", "--Portal:Colour=#5b0f2e", "--Portal:AccentColour=#00563f"];
        }
    }
}

public sealed class OfficeLookTests(HostWithALook host) : IClassFixture<HostWithALook>
{
    [Fact]
    public async Task Pages_and_letters_have_the_offices_logo_and_colours()
    {
        var browser = host.Visitor();
        var page = await browser.OpenAsync(Links.Home);
        using (var logo = await browser.GetAsync(page.Document.QuerySelector(".app-header img")!.GetAttribute("src")!))
        {
            Assert.Equal("image/svg+xml", logo.Content.Headers.ContentType!.MediaType);
            Assert.Equal(HostWithALook.Svg, await logo.Content.ReadAsStringAsync());
        }
        using var css = await browser.GetAsync(page.Document.QuerySelectorAll("link[rel=stylesheet]")[1].GetAttribute("href")!);
        var rules = await css.Content.ReadAsStringAsync();
        Assert.Contains("--office-colour: #5b0f2e", rules, StringComparison.Ordinal);
        Assert.Contains("--office-accent: #00563f", rules, StringComparison.Ordinal);
        Assert.True(css.Headers.CacheControl!.Public);
        var head = host.Services.GetRequiredService<PdfOptions>().Head;
        Assert.Equal("#5b0f2e", head.Colour);
        Assert.Contains("data:image/svg+xml;base64,", head.Css(head.LogoData), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Colour", "#ffdd00", "Choose a darker colour")]
    [InlineData("Logo", "/nowhere.svg", "there is no file /nowhere.svg")]
    [InlineData("Logo", "logo.gif", "neither an .svg nor a .png")]
    [InlineData("Logo", "large.png", "has 20,000 KB")]
    public void A_look_that_cannot_be_shown_stops_the_start(string setting, string value, string sentence)
    {
        if (setting == "Logo" && value[0] != '/')
        {
            value = Path.Combine(host.Folder, value);
            File.WriteAllBytes(value, new byte[value.EndsWith("gif", StringComparison.Ordinal) ? 10 : 20_000_000]);
        }
        var refused = Assert.Throws<SettingException>(() =>
            Portal.Build(["--environment=Development", .. host.Database.Arguments, $"--Portal:{setting}={value}"])
        );
        Assert.StartsWith($"Portal__{setting}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }
}
