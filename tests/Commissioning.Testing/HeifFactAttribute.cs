using Commissioning.Platform.Files;
using Xunit;

namespace Commissioning.Testing;

/// <summary>Runs where libheif's programs are; otherwise a skipped test with that reason, which tests/run lists.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HeifFactAttribute : FactAttribute
{
    public HeifFactAttribute() =>
        Skip =
            LimitedProcess.IsInstalled("heif-enc") && PhonePhotos.CanConvert
                ? null
                : "libheif is not installed (apt-get install libheif-examples)";
}
