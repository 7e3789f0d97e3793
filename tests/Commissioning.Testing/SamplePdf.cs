using System.Globalization;
using System.Text;

namespace Commissioning.Testing;

/// <summary>The smallest PDF that can be opened: one empty page.</summary>
public static class SamplePdf
{
    private const string Page =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n";

    /// <param name="words">Any, to tell two files apart.</param>
    public static byte[] Of(string words) => Encoding.ASCII.GetBytes($"{Page}trailer<</Root 1 0 R>>\n% {words}");

    /// <summary>One that opens with a password only.</summary>
    public static byte[] Locked()
    {
        var key = string.Concat(Enumerable.Range(0, 32).Select(i => (i + 16).ToString("x2", CultureInfo.InvariantCulture)));
        return Encoding.ASCII.GetBytes(
            $"{Page}4 0 obj<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -44>>endobj\ntrailer<</Root 1 0 R/Encrypt 4 0 R/ID[<{key}><{key}>]>>\n"
        );
    }
}
