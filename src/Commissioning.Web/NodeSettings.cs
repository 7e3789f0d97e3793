namespace Commissioning.Web;

public static class NodeSettings
{
    public static NodeOptions From(IConfiguration settings)
    {
        var options = settings.GetSection("Node").Get<NodeOptions>() ?? new NodeOptions();
        if (options.DrainSeconds is < 0 or > 300)
            throw new SettingException("Set Node__DrainSeconds to a number of seconds from 0 to 300");
        if (options.ShutdownSeconds is < 1 or > 300)
            throw new SettingException("Set Node__ShutdownSeconds to a number of seconds from 1 to 300");
        return options;
    }
}
