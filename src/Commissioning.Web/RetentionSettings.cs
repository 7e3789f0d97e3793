using Commissioning.Features.Records;

namespace Commissioning.Web;

public static class RetentionSettings
{
    public static RetentionOptions From(IConfiguration settings)
    {
        var folder = settings["Retention:ExportFolder"] is { Length: > 0 } set ? set : null;
        if (folder is not null && !Path.IsPathFullyQualified(folder))
            throw new SettingException(
                $"Retention__ExportFolder is \"{folder}\". Set it to a whole path, such as /srv/erased: exports hold what was erased, so the place must be plain."
            );
        return new(folder);
    }
}
