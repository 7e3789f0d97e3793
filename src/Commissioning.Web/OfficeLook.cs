using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Platform.Documents;

namespace Commissioning.Web;

/// <summary>The office's logo and colours, from the settings Portal:Logo, Portal:Colour and Portal:AccentColour.</summary>
public sealed class OfficeLook
{
    public const int MostBytes = 200_000;
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
    };

    private readonly string? accent;

    private OfficeLook(byte[]? logo, string logoType, string? colour, string? accent)
    {
        this.accent = accent;
        Colour = colour ?? "#123a56";
        HasColour = colour is not null;
        Head = new(logo, logoType, colour ?? LetterHead.Plain.Colour);
    }

    /// <summary>Of the header.</summary>
    public string Colour { get; }
    private bool HasColour { get; }

    /// <summary>As letters show it.</summary>
    public LetterHead Head { get; }

    public string LogoHref => Head.Logo is null ? "/assets/mark.svg" : $"{Links.Logo}?v={Version(Head.Logo)}";

    /// <summary>The style sheet for pages, where it differs from the portal's own; null: it does not.</summary>
    public string? Css =>
        Head.Logo is null && !HasColour && accent is null
            ? null
            : $":root {{ {(HasColour ? $"--office-colour: {Colour}; --govuk-brand-colour: {Colour}; " : "")}{(accent is null ? "" : $"--office-accent: {accent}; ")}}} "
                + (
                    accent is null
                        ? ""
                        : $".govuk-button:not(.govuk-button--secondary, .govuk-button--warning) {{ background-color: {accent} }} "
                )
                + Head.Css(Head.Logo is null ? null : LogoHref);

    public string? CssHref => Css is { } css ? $"{Links.Look}?v={Version(System.Text.Encoding.UTF8.GetBytes(css))}" : null;

    /// <exception cref="SettingException">A colour on which white words cannot be read, or a logo that is missing, too large or of another
    /// kind.</exception>
    public static OfficeLook From(IConfiguration settings, IHostEnvironment environment)
    {
        var (colour, accent) = (settings["Portal:Colour"], settings["Portal:AccentColour"]);
        foreach (var (name, value) in new[] { ("Portal__Colour", colour), ("Portal__AccentColour", accent) })
            if (value is not null && ReadableColour.WhyNot(value) is { } unreadable)
                throw new SettingException($"{name}: {unreadable}.");
        if (settings["Portal:Logo"] is not { Length: > 0 } path)
            return new(null, "", colour, accent);
        var file = new FileInfo(Path.Combine(environment.ContentRootPath, path));
        if (!file.Exists)
            throw new SettingException($"Portal__Logo: there is no file {file.FullName}.");
        if (!Types.TryGetValue(file.Extension, out var type))
            throw new SettingException($"Portal__Logo: {file.Name} is neither an .svg nor a .png file.");
        if (file.Length > MostBytes)
            throw new SettingException(
                $"Portal__Logo: {file.Name} has {file.Length / 1000:N0} KB, and every page and letter shows it. Make one of at most {MostBytes / 1000} KB."
            );
        return new(File.ReadAllBytes(file.FullName), type, colour, accent);
    }

    private static string Version(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..12];
}
